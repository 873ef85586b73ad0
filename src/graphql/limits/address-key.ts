import { isIPv6 } from 'node:net';

/** How many of the eight groups of an IPv6 address name a network: one customer has all that follow. */
const NETWORK_GROUPS = 4;

/** What an address counts as: an IPv4 address itself, an IPv6 address its network (/64). */
export const addressKey = (address: string | undefined): string => {
  if (address === undefined) return 'unknown';
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  if (!isIPv6(address)) return address;
  const [bare = ''] = address.split('%');
  const [head = '', tail] = bare.split('::');
  const first = groupsOf(head);
  const last = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array.from({ length: zeros }, () => '0'), ...last].slice(0, NETWORK_GROUPS).join(':');
};

const groupsOf = (part: string): readonly string[] => (part === '' ? [] : part.toLowerCase().split(':'));
