// What does a server that is closed do to its clients?
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: 0, host: "127.0.0.1" });
server.on("listening", () => console.log(server.address().port));
server.on("connection", socket => socket.on("message", () => {
  server.close();
  socket.send("ancora qui");
}));
