"""A worker process for tests: the application's own, plus documents and mails that go wrong."""
