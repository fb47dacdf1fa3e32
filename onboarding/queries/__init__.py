"""Every read of this room. What is asked with a viewer holds only what they may see."""
