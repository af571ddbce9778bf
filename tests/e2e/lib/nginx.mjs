// The built site on a real host: nginx, at the root and under a sub-path, with the header fields given.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const TYPES = 'text/html html; text/css css; text/javascript js; application/json json; application/wasm wasm; image/svg+xml svg;';

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => probe.once('listening', ready));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}

export async function nginx(dist, headers = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'signpost-nginx-'));
  const port = await freePort();
  const added = Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`).join('\n      ');
  fs.writeFileSync(path.join(folder, 'nginx.conf'), `
    daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
    ${process.getuid() === 0 ? 'user root;' : ''}
    events {}
    http {
      access_log off; types { ${TYPES} }
      client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
      ${added}
      server {
        listen 127.0.0.1:${port};
        location /some/sub/path/ { alias ${dist}/; }
        location / { root ${dist}; }
      }
    }`);
  const command = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find((file) => fs.existsSync(file));
  if (!command) throw new Error('nginx is missing (Debian: nginx-light)');
  const child = spawn(command, ['-p', folder, '-c', 'nginx.conf', '-e', `${folder}/error.log`], { stdio: 'inherit' });
  const ended = new Promise((done) => child.once('exit', done));
  for (let answers = false; !answers;) {
    if (child.exitCode !== null) throw new Error(`nginx stopped: ${fs.readFileSync(`${folder}/error.log`, 'utf8')}`);
    answers = await fetch(`http://127.0.0.1:${port}/`).then((r) => r.ok, () => new Promise((later) => setTimeout(later, 20)));
  }
  return {
    urls: [`http://127.0.0.1:${port}/`, `http://127.0.0.1:${port}/some/sub/path/`],
    close: async () => { child.kill(); await ended; fs.rmSync(folder, { recursive: true }); },
  };
}
