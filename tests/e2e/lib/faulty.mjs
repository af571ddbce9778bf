// Servers that give a browser no reply to read, each for a reason of its own.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const address = (server, scheme) => `${scheme}://127.0.0.1:${server.address().port}`;

async function listen(server, scheme = 'http') {
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  server.unref();
  const close = () => new Promise((done) => { server.closeAllConnections?.(); server.close(done); });
  return { url: address(server, scheme), close };
}

// An address at which nothing listens.
export async function closed() {
  const { url, close } = await listen(net.createServer());
  await close();
  return url;
}

// Answers each method with the status and the header fields of `answers[method]`, else with 404 and none.
// Gives {url, asked, close}; `asked` are the methods and targets that arrived.
export async function answering(answers = {}) {
  const asked = [];
  const server = await listen(http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status = 404, headers = {}, body = '' } = answers[request.method] ?? {};
    request.resume().on('end', () => response.writeHead(status, headers).end(body));
  }));
  return { ...server, asked, answers };
}

// Takes a request and closes the connection.
export const hangingUp = () => listen(net.createServer((socket) => { socket.on('error', () => {}); socket.once('data', () => socket.destroy()); }));

// Begins a reply that may be read, and closes the connection before its end.
export const breakingOff = () => listen(http.createServer((request, response) => {
  response.writeHead(200, { 'content-length': 1000, 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' });
  response.write('the beginning', () => request.method === 'OPTIONS' ? response.end() : response.destroy());
}));

// A key and a certificate for this machine that nobody signed.
export function certificate() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'certificate-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const options = { key: fs.readFileSync(key), cert: fs.readFileSync(cert) };
  fs.rmSync(folder, { recursive: true });
  return options;
}

// Speaks TLS with such a certificate.
export const selfSigned = () => listen(https.createServer(certificate(), (request, response) => response.end('ok')), 'https');
