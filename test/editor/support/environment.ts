import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasEditorPackage } from '../../../scripts/editorPackage.ts';
import { root } from '../../../scripts/run.ts';
import { patienceMs } from '../../support/patience.ts';
import { findProgram } from './processes.ts';

export { root };

/** Longest time of one test in an editor (ms): several steps of it may be slow. */
export const longestTestMs = 4 * patienceMs;

/** Where the pictures of a run go; git ignores them. */
export const shots = join(root, 'test/editor/shots');

/** Chromium or Chrome, or undefined. */
export function findBrowser(): string | undefined {
  const macOS = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const found = findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  return process.env.CHROMIUM ?? found ?? (existsSync(macOS) ? macOS : undefined);
}

/** Why tests in VS Code have to be skipped, or false. */
export function skipWithoutVSCode(): string | false {
  if (!hasEditorPackage()) return 'VS Code is not installed in test/editor; npm test installs it';
  if (!findBrowser()) return 'no Chromium or Chrome was found; CHROMIUM may name one';
  return false;
}

/** A temporary folder with a copy of `examples/`, and what else the suites open. */
export interface Workspace {
  /** For settings, profiles and other files of the editor. */
  readonly folder: string;
  /** What the editor opens. */
  readonly workspace: string;
  /** Where VS Code keeps installed extensions. */
  readonly extensions: string;
  readonly remove: () => void;
}

/** A new workspace; `settings` become its `.vscode/settings.json`. */
export function createWorkspace(settings: Readonly<Record<string, unknown>> = {}): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'statefulset-editor-'));
  const workspace = join(folder, 'workspace');
  cpSync(join(root, 'examples'), workspace, { recursive: true });
  mkdirSync(join(workspace, '.vscode'));
  writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify({ ...quiet, ...settings }));
  for (const [name, text] of Object.entries(extraFiles)) writeFileSync(join(workspace, name), text);
  return {
    folder,
    workspace,
    extensions: join(folder, 'extensions'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Keeps VS Code from showing what is not under test. */
export const quiet: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'files.autoSave': 'off',
  'editor.hover.delay': 100,
};

const extraFiles: Readonly<Record<string, string>> = {
  'notes.yaml': 'title: no Kubernetes object here\nlist: [1, 2]\n',
  'cache.yaml': `apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  clusterIP: None
  selector:
    app: cache
  ports:
    - port: 6379
`,
  'web.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceNam: cache
  selector:
    matchLabels:
      app: cache
  template:
    metadata:
      labels:
        app: cache
    spec:
      containers:
        - name: cache
          image: redis:7.4
          volumeMounts:
            - name: dat
              mountPath: /data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
`,
};
