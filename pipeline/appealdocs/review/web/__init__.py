"""The review page: Starlette on loopback, one page of plain HTML and JavaScript, no build step."""
