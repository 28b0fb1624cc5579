import chromium from "@sparticuz/chromium";

// Unpacks the packages' Chromium into TMPDIR and prints where it is. A process of its own, because of that variable.
process.stdout.write(await chromium.executablePath());
