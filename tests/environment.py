"""The environment that the settings are read from in a test run; loaded before anything else."""

import os

os.environ.setdefault("SECRET_KEY", "a-key-for-tests-only-long-enough-to-pass-the-deployment-checks")
os.environ["DEBUG"] = "false"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["SITE_URL"] = "https://news.example.gov.cn"
