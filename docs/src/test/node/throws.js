// What does an exception in a callback end, with a listener for errors?
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: 0, host: "127.0.0.1" });
server.on("listening", () => console.log(server.address().port));
server.on("connection", socket => {
  socket.on("message", () => {
    throw new Error("apposta");
  });
  socket.on("error", () => console.log("errore")); // hears what is wrong on the wire alone
});
