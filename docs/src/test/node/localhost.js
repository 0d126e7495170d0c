// Which address is "localhost"?
const dns = require("node:dns");
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: 0, host: "localhost" });
server.on("listening", () => {
  console.log(server.address().address);
  dns.lookup("localhost", (error, first) => {
    console.log(first);
    server.close();
  });
});
