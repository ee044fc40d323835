import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { root, runNode } from '../../scripts/run.ts';
import { patienceMs } from '../support/patience.ts';

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
  readonly components: readonly Component[];
}

interface Component {
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly license?: { readonly id: string }; readonly expression?: string }[];
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

describe('what is bundled', { timeout: 3 * patienceMs }, () => {
  before(async () => {
    const { status, output } = await runNode(['esbuild.mjs', '--quiet']);
    assert.equal(status, 0, output);
  });

  for (const [folder, name] of [
    ['dist', 'vscode-statefulset'],
    ['server/dist', 'statefulset-language-server'],
  ] as const) {
    test(`is listed in ${folder}/bom.cdx.json with licence and checksum as locked`, () => {
      const bill = readBill(folder);
      assert.deepEqual([bill.bomFormat, bill.specVersion], ['CycloneDX', '1.6']);
      assert.equal(bill.metadata.component.name, name);
      const locked = lockedPackages();
      assert.ok(bill.components.length > 5);
      for (const component of bill.components) {
        const id = `${fullName(component)}@${component.version}`;
        assert.equal(component.purl, `pkg:npm/${id.replace(/^@/, '%40')}`);
        assert.ok(component.licenses[0]?.license?.id ?? component.licenses[0]?.expression, id);
        assert.equal(component.hashes[0]?.alg, 'SHA-512');
        assert.ok(locked.get(id)?.includes(component.hashes[0]!.content), `${id} is locked with that checksum`);
      }
    });
  }

  test('has its licence texts beside it', () => {
    for (const folder of ['dist', 'server/dist']) {
      const texts = new Map(
        readFileSync(join(root, folder, 'LICENSES.txt'), 'utf8')
          .split(`\n\n${'-'.repeat(80)}\n\n`)
          .map((text) => [/^\S+ \S+/.exec(text)?.[0] ?? '', text]),
      );
      for (const text of texts.values()) assert.match(text, /(permission|licen[cs]e|redistribut)/i);
      for (const [id, text] of texts) assert.ok(text.length > 400, `${id} has its text in ${folder}`);
      if (folder === 'dist') continue;
      for (const component of readBill(folder).components) {
        assert.ok(texts.has(`${fullName(component)} ${component.version}`), `${fullName(component)} in ${folder}`);
      }
    }
  });

  test('has every licence and notice that its packages bring along, those of what they bundle themselves, too', () => {
    const texts = ['dist', 'server/dist']
      .map((folder) => readFileSync(join(root, folder, 'LICENSES.txt'), 'utf8'))
      .join();
    const found = readBill('dist').components.flatMap((component) => {
      const folder = join(root, 'node_modules', fullName(component));
      const isNotice = /^(?:licen[cs]e|notice|third-?party)/i;
      return existsSync(folder)
        ? readdirSync(folder)
            .filter((name) => isNotice.test(name))
            .map((name) => join(folder, name))
        : [];
    });
    assert.ok(found.some((file) => file.endsWith('THIRD-PARTY-NOTICES.md')));
    for (const file of found) assert.ok(texts.includes(readFileSync(file, 'utf8').trim()), file);
  });

  test('is under licences that let it be handed on, each of them known', () => {
    const known = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD'];
    for (const { name, licenses } of [...readBill('dist').components, ...readBill('server/dist').components])
      for (const { license, expression } of licenses) assert.ok(known.includes(license?.id ?? expression ?? ''), name);
  });

  test('is everything that the sources import by name', () => {
    const listed = readBill('dist').components.map(fullName);
    const imported = new Set<string>();
    for (const file of globSync('{server,client}/src/**/*.ts', { cwd: root })) {
      for (const [, name] of readFileSync(join(root, file), 'utf8').matchAll(
        /^(?:import|export)(?! type).*from '([^'.]+)'/gm,
      )) {
        imported.add(/^(?:@[^/]+\/)?[^/]+/.exec(name!)![0]);
      }
    }
    const others = [...imported].filter((name) => name !== 'vscode' && !name.startsWith('node:'));
    assert.ok(others.includes('vscode-languageclient') && others.includes('ignore'));
    assert.deepEqual(
      others.filter((name) => !listed.includes(name)),
      [],
    );
  });
});

function readBill(folder: string): Bill {
  return JSON.parse(readFileSync(join(root, folder, 'bom.cdx.json'), 'utf8'));
}

function fullName({ group, name }: Component): string {
  return group === undefined ? name : `${group}/${name}`;
}

/** `name@version` → the checksums in hexadecimal. */
function lockedPackages(): Map<string, string[]> {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; integrity?: string }>;
  };
  const found = new Map<string, string[]>();
  for (const [path, { version, integrity }] of Object.entries(packages)) {
    const id = `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`;
    const digest = Buffer.from(integrity?.replace(/^sha512-/, '') ?? '', 'base64').toString('hex');
    found.set(id, [...(found.get(id) ?? []), digest]);
  }
  return found;
}
