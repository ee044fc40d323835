import net from 'node:net';

/**
 * The proxy that the environment names for a server, as programs written in Go read it (golang.org/x/net/http/httpproxy):
 * `HTTPS_PROXY`, unless `NO_PROXY` lists the host, and never for this machine itself. Undefined: none.
 */
export function proxyFor(server: URL, env: NodeJS.ProcessEnv): string | undefined {
  const proxy = env.HTTPS_PROXY || env.https_proxy;
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (!proxy || isLoopback(host)) return undefined;
  const exceptions = (env.NO_PROXY || env.no_proxy || '').split(',').map((entry) => entry.trim().toLowerCase());
  const port = server.port || '443';
  if (exceptions.some((entry) => entry !== '' && isMatch(entry, host, port))) return undefined;
  const address = proxy.includes('://') ? proxy : `http://${proxy}`;
  return URL.canParse(address) ? address : undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (net.isIPv4(host) && host.startsWith('127.'));
}

/** Entries are `*`, addresses, ranges of addresses, or names with all that ends in them; each may have a port. */
function isMatch(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(entry, host);
  const [, name = entry, onlyPort] = /^(.*[^:]):(\d+)$/.exec(entry) ?? [];
  if (onlyPort !== undefined && onlyPort !== port) return false;
  const bare = name.replace(/^\[|\]$/g, '');
  if (net.isIP(bare)) return bare === host;
  const suffix = bare.replace(/^\*?\./, '');
  // `.example.com` means what lies below it, `example.com` that name, too.
  return host.endsWith(`.${suffix}`) || (bare === suffix && host === suffix);
}

function isInRange(entry: string, host: string): boolean {
  const [address = '', bits = ''] = entry.split('/');
  const family = net.isIPv6(address) ? 'ipv6' : 'ipv4';
  const longest = family === 'ipv6' ? 128 : 32;
  const isRange = net.isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= longest;
  if (!isRange || net.isIP(host) !== net.isIP(address)) return false;
  const range = new net.BlockList();
  range.addSubnet(address, Number(bits), family);
  return range.check(host, family);
}
