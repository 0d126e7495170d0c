// Can a callback begin before the one of another client has ended?
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: 0, host: "127.0.0.1" });
server.on("listening", () => console.log(server.address().port));
let inside = 0;

server.on("connection", socket => socket.on("message", () => {
  inside++;
  const patience = Date.now() + 200;
  while (inside < 2 && Date.now() < patience);
  socket.send(inside < 2 ? "da solo" : "insieme");
  inside--;
}));
