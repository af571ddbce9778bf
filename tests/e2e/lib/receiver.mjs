// A real HTTP receiver on loopback. It keeps what arrived, byte for byte, and answers as told.
import http from 'node:http';

// Gives {url, requests, next(), close}. `answer(request)` returns {status, headers, body, delay}.
export async function receive(answer = () => ({ status: 200, body: 'ok' })) {
  const requests = [];
  const waiting = [];
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const cors = {
        'access-control-allow-origin': '*', 'access-control-allow-methods': '*', 'access-control-expose-headers': '*',
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
        'access-control-allow-private-network': 'true',
      };
      if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
      const kept = { method: request.method, target: request.url, headers: fields(request.rawHeaders), body: Buffer.concat(chunks) };
      requests.push(kept);
      const { status = 200, headers = {}, body = '', hold } = answer(kept) ?? {};
      if (hold) await hold;
      response.writeHead(status, { ...cors, ...headers }).end(body);
      waiting.splice(0).forEach((resolve) => resolve(kept));
    });
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  // A test that failed before it closed its receiver is to end all the same.
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}

function fields(raw) {
  const list = [];
  for (let i = 0; i < raw.length; i += 2) list.push([raw[i].toLowerCase(), raw[i + 1]]);
  return list;
}
