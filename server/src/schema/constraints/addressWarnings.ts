import type { NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixText } from '../fixes.ts';
import { bitsOf, formatFault, isIpv4 } from '../formats.ts';
import { isAtLeast, type Minor } from '../minor.ts';

/**
 * The server's warning of an address that is right, but not written as such addresses are. What is no address at all is
 * told elsewhere. Kubernetes: apimachinery, `GetWarningsForIP`; until 1.32 `getWarningsForIP` of the Services.
 */
export function warnOfAddress(cx: CheckContext, node: NodeId): void {
  const text = cx.stringOf(node);
  if (text !== '' && formatFault('ip', text, cx.minor) === undefined) warnOfUncheckedAddress(cx, node);
}

/** The same of a field that no minor checks, so that leading zeros are warned of where they are refused in other fields. */
export function warnOfUncheckedAddress(cx: CheckContext, node: NodeId): void {
  const text = cx.stringOf(node);
  if (text === '' || cx.isOpen(text) || formatFault('ip', text, lenient) !== undefined) return;
  report(cx, node, plainAddress(text, cx.minor));
}

/** A minor that reads addresses with leading zeros. */
const lenient: Minor = '1.35';

/**
 * The same of a range of addresses. Bits beyond the prefix count since 1.33. Kubernetes: `GetWarningsForCIDR`; until 1.32
 * `getWarningsForCIDR` of the Services.
 */
export function warnOfRange(cx: CheckContext, node: NodeId): void {
  const written = cx.stringOf(node);
  // Blanks around it are allowed, and warned of until 1.32
  const text = isAtLeast(cx.minor, '1.33') ? written : written.trim();
  if (cx.isOpen(text) || formatFault('cidr', text, cx.minor) !== undefined) return;
  const [address, length] = text.split('/') as [string, string];
  const width = isIpv4(address) ? 32 : 128;
  const rest = BigInt(width - Number(length));
  const bits = isAtLeast(cx.minor, '1.33') ? (bitsOf(address) >> rest) << rest : bitsOf(address);
  const plain = plainAddress(address, cx.minor);
  const isWhole = bits === bitsOf(address);
  report(cx, node, `${isWhole ? plain : addressOf(bits, width === 32)}/${Number(length)}`);
}

function report(cx: CheckContext, node: NodeId, plain: string): void {
  const text = cx.stringOf(node);
  if (text === plain) return;
  const message = `${quoted(text)} is not how this address is written; write ${quoted(plain)}`;
  cx.report('address-not-canonical', cx.at(node), message, fixText(cx, node, plain, 'safe'));
}

/** The address without leading zeros; since 1.33 also not as an IPv6 one where it is of IPv4; else as RFC 5952 has it. */
function plainAddress(text: string, minor: Minor): string {
  const bits = bitsOf(text);
  const isMapped = text.includes(':') && bits >> 32n === 0xffffn;
  if (!isMapped) return addressOf(bits, isIpv4(text));
  const inner = addressOf(bits & 0xffffffffn, true);
  return isAtLeast(minor, '1.33') ? inner : `::ffff:${inner}`;
}

function addressOf(bits: bigint, isOfIpv4: boolean): string {
  if (isOfIpv4) return [24n, 16n, 8n, 0n].map((by) => String((bits >> by) & 0xffn)).join('.');
  const groups = Array.from({ length: 8 }, (_, at) => ((bits >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  const zeros = longestZeros(groups);
  if (zeros.length < 2) return groups.join(':');
  return `${groups.slice(0, zeros.start).join(':')}::${groups.slice(zeros.start + zeros.length).join(':')}`;
}

/** The first of the longest runs of groups that are 0. */
function longestZeros(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
