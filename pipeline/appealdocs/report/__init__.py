"""How a report is shown: text for people, JSON (findings.json), SARIF, and one HTML page."""
