FROM python:3.12-slim-bookworm AS packages
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home caio \
    && install -d -o caio -g caio -m 700 /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VAR=/data
RUN python -m compileall -q . /venv/lib
USER caio
VOLUME /data
EXPOSE 8000
# Sync workers: a page is short, and what is slow is the worker's. Each keeps its connection.
# No access log: the address of a private link opens what it leads to.
CMD ["gunicorn", "caio_hiring.wsgi", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", \
     "--no-control-socket", "--max-requests", "2000", "--max-requests-jitter", "200"]
