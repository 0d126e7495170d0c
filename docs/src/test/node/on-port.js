// Preloaded before the tutorial's code as it stands, which knows port 8080 alone: PORT takes its
// place, and what is bound is said on standard error. AFTER_STEP_2=true makes what the snippets of
// steps 4 and 5 count on, the first two lines of step 2.
const net = require("node:net");
const WebSocket = require("ws");

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (_, ...args) {
  this.once("listening", () => console.error("porta", this.address().port));
  return listen.call(this, process.env.PORT, ...args);
};

// The client of step 6 was written for a browser, which has it.
globalThis.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url.replace("8080", process.env.PORT));
  }
};

if (process.env.AFTER_STEP_2) {
  Object.assign(globalThis, { WebSocket, server: new WebSocket.Server({ port: 8080 }) });
}
