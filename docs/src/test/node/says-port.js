// Preloaded: says on standard error where a program listens that would not say it truly.
const net = require("node:net");

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (...args) {
  this.once("listening", () => console.error("porta", this.address().port));
  return listen.apply(this, args);
};
