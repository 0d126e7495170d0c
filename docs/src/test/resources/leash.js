// Ends a Node.js program when the process that started it does: no test leaves one behind.
"use strict";
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 200).unref();
