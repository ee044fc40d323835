import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { authority } from './apiServer.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A folder of its own, removed by `remove`. */
export class Folder {
  readonly path: string = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-cluster-'));

  write(name: string, content: string, mode = 0o600): string {
    const file = path.join(this.path, name);
    fs.writeFileSync(file, content, { mode });
    return file;
  }

  has(name: string): boolean {
    return fs.existsSync(path.join(this.path, name));
  }

  read(name: string): string {
    return this.has(name) ? fs.readFileSync(path.join(this.path, name), 'utf8') : '';
  }

  remove(): void {
    fs.rmSync(this.path, { recursive: true, force: true });
  }
}

/** A kubeconfig with one context `dev`, as JSON, which is YAML. */
export function kubeconfig(server: string, user: Fields = { token: 'secret' }, cluster: Fields = {}): string {
  const ca = Buffer.from(authority.certificate).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'dev',
    contexts: [{ name: 'dev', context: { cluster: 'local', user: 'me' } }],
    clusters: [{ name: 'local', cluster: { server, 'certificate-authority-data': ca, ...cluster } }],
    users: [{ name: 'me', user }],
  });
}

/**
 * A login command: a script for this very Node that notes each run in `runs` and prints a credential with a token.
 */
export function loginCommand(folder: Folder, script = ''): Fields {
  const file = folder.write(
    'login.mjs',
    `import fs from 'node:fs';
fs.appendFileSync(${JSON.stringify(path.join(folder.path, 'runs'))}, (process.env.KUBERNETES_EXEC_INFO ?? '') + '\\n');
${script}
console.log(JSON.stringify({
  apiVersion: 'client.authentication.k8s.io/v1',
  kind: 'ExecCredential',
  status: { token: 'from-command' },
}));
`,
  );
  return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: [file, 'dev'] } };
}
