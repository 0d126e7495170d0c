// What goes out for half an emoji, as a text and in JSON?
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: 0, host: "127.0.0.1" });
server.on("listening", () => console.log(server.address().port));
server.on("connection", socket => {
  socket.send("😀".slice(0, 1));
  socket.on("message", () => socket.send(JSON.stringify("😀".slice(0, 1))));
});
