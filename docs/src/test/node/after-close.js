// What happens to a message for a client that has gone?
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: 0, host: "127.0.0.1" });
server.on("listening", () => console.log(server.address().port));
server.on("connection", socket => socket.on("close", () => {
  socket.send("troppo tardi");
  console.log("nessun errore");
}));
