import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

// X.509 certificates made here, so that a test speaks real TLS without another program: just enough DER to be valid.

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
  readonly name: string;
  readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
}

interface Wanted {
  /** Absent: it signs itself. */
  readonly issuer?: Certificate;
  readonly isAuthority?: boolean;
  /** Until when it is valid, in days from now; negative for one that has expired. */
  readonly days?: number;
}

/** A certificate for 127.0.0.1 and localhost under a common name. */
export function makeCertificate(name: string, { issuer, isAuthority = false, days = 2 }: Wanted = {}): Certificate {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = issuer?.keys.privateKey ?? keys.privateKey;
  const extensions = [
    extension('551d13', sequence(...(isAuthority ? [tlv(0x01, Buffer.from([0xff]))] : []))),
    ...(isAuthority
      ? []
      : [extension('551d11', sequence(tlv(0x87, Buffer.from([127, 0, 0, 1])), tlv(0x82, Buffer.from('localhost'))))]),
  ];
  const dayMs = 86_400_000;
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    distinguishedName(issuer?.name ?? name),
    sequence(time(Date.now() - 10 * dayMs), time(Date.now() + days * dayMs)),
    distinguishedName(name),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = createSign('sha256').update(body).sign(signer);
  const der = sequence(body, ecdsaWithSha256, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    name,
    keys,
  };
}

function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tlv(0x02, bytes);
}

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'));
}

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));

function distinguishedName(commonName: string): Buffer {
  return sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(commonName)))));
}

/** GeneralizedTime. */
function time(atMs: number): Buffer {
  const text = new Date(atMs).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tlv(0x18, Buffer.from(text));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), tlv(0x04, value));
}
