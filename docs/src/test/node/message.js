// What is a message, and what becomes of it when it is passed on as it is?
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: 0, host: "127.0.0.1" });
server.on("listening", () => console.log(server.address().port));
server.on("connection", socket => socket.on("message", (message, isBinary) => {
  console.log(message.constructor.name, isBinary);
  socket.send(message);
}));
