import { isUtf8 } from 'node:buffer';

/**
 * Text of UTF-8 or, by its byte order mark, UTF-16 bytes; a mark is kept as the first character. Undefined for other
 * bytes, which Kubernetes does not take for text either.
 */
export function decode(bytes: Buffer): string | undefined {
  const first = bytes[0];
  const second = bytes[1];
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le');
  if (first === 0xfe && second === 0xff) {
    // Half a character at the end stands for nothing.
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  return bytes.includes(0) || !isUtf8(bytes) ? undefined : bytes.toString('utf8');
}
