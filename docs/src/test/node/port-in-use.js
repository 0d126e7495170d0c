// When and where does a port in use show?
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: process.env.PORT, host: "127.0.0.1" });
server.on("error", error => console.log("error", error.code));
console.log("creato");
