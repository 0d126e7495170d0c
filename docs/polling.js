// Why WebSockets: the bytes of a minute in which six messages come, asked for once a second and
// sent when they are there. Nobody waits a minute: only the bytes count, not the time.
const http = require("node:http");
const { once } = require("node:events");
const WebSocket = require("ws");
require("./lesson");

const QUESTIONS = 60;
const MESSAGE = "C'è qualcuno?";
const EVERY = 10; // a message every ten seconds

const hasNews = second => second % EVERY === 0;

/** Asks a web server once a second; most answers say that there is nothing. */
async function polling() {
  let second = 0;
  const server = http.createServer((request, response) => {
    second += 1;
    response.writeHead(hasNews(second) ? 200 : 204);
    response.end(hasNews(second) ? MESSAGE : undefined);
  }).listen(0, "127.0.0.1");
  const connection = once(server, "connection");
  await once(server, "listening");

  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 }); // all on one connection
  for (let i = 0; i < QUESTIONS; i++) {
    const [response] = await once(http.get({ port: server.address().port, agent }), "response");
    response.resume();
    await once(response, "end");
  }
  const [socket] = await connection;
  agent.destroy();
  server.close();
  return socket.bytesRead + socket.bytesWritten;
}

/** Opens a WebSocket once; what there is comes by itself. */
async function webSocket() {
  const server = new WebSocket.Server({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  server.on("connection", client => {
    for (let second = 1; second <= QUESTIONS; second++) {
      if (hasNews(second)) client.send(MESSAGE);
    }
    client.close(1000);
  });
  const [, request] = await Promise.all([
    once(new WebSocket("ws://localhost:" + server.address().port), "close"),
    once(server, "connection").then(([, request]) => request),
  ]);
  server.close();
  return request.socket.bytesRead + request.socket.bytesWritten;
}

async function main() {
  const news = QUESTIONS / EVERY;
  console.log(`Polling: ${QUESTIONS} domande, ${news} novità, ${await polling()} byte`);
  console.log(`WebSocket: un handshake, ${news} messaggi, ${await webSocket()} byte`);
}

main();
