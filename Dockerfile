# One image for the three roles: web server, job worker, clock. compose.yaml says which is which.

FROM node:22-slim AS styles
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1

# Pango lays out the papers; the two font packages hold every Vietnamese letter; Tesseract reads scans.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2 fonts-croscore \
        tesseract-ocr tesseract-ocr-vie \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/portal
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
COPY --from=styles /build/node_modules node_modules

# Static files get names with a hash of their content. The settings ask for secrets they do not use here.
RUN python tools/setup.py --vendor \
    && rm -rf node_modules \
    && PRODUCTION=1 SECRET_KEY=unused SIGNING_KEY=unused ALLOWED_HOSTS=unused \
        BASE_URL=https://unused.invalid VAR_DIR=/tmp/build \
        python manage.py collectstatic --noinput \
    && rm -rf /tmp/build

# Papers, and nothing else, are written: the code belongs to root.
RUN useradd --system --uid 1000 portal && install -d -o portal /var/lib/portal
USER portal
ENV PRODUCTION=1 VAR_DIR=/var/lib/portal PORT=8000
VOLUME /var/lib/portal
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "tools/healthcheck.py"]
# A request may wait for a paper to be laid out; a worker process serves several at once.
CMD ["sh", "-c", "exec gunicorn nq57portal.wsgi --bind 0.0.0.0:$PORT --threads 8 --timeout 60 --max-requests 2000 --max-requests-jitter 200 --access-logfile -"]
