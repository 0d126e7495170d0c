// A server that lets in the pages of one site only: what becomes of a page from disk?
const WebSocket = require("ws");

const server = new WebSocket.Server({
  port: 0, host: "127.0.0.1", verifyClient: ({ origin }) => origin === "http://localhost:3000",
});
server.on("listening", () => console.log(server.address().port));
