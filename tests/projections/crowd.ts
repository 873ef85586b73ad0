import type { ContactEvent } from '../../events';
import type { Page, PageRequest } from '../../projections/page';
import type { Soon } from '../../projections/soon';
import {
  ana,
  ben,
  cleo,
  contactNumber,
  globex,
  joined,
  madeSales,
  madeSalesUntil,
  mayLogOn,
  registered,
  suspended,
} from './people';

/** Names with ties, other alphabets, accents, and characters beyond the basic plane. */
export const NAMES = [
  'Smith',
  'Smith',
  'smith',
  'Śmith',
  'Øster',
  'zoë',
  '😀',
  '川',
  'ﬁ',
  '',
  'Smith',
  'É',
  'é',
  '\u{10FFFD}',
];

/** Three people of Acme. */
export const people: readonly ContactEvent[] = [
  registered(ana, { given: 'Ana', family: 'Ferreira' }, 'ana.ferreira@acme.example'),
  joined(ana),
  madeSales(ana),
  mayLogOn(ana),
  registered(ben, { given: 'Ben', family: 'Okafor' }, 'ben@acme.example'),
  joined(ben),
  madeSales(ben, ana),
  mayLogOn(ben),
  suspended(ben),
  registered(cleo, { given: 'Cleo', family: 'Fernandes' }, 'cleo@globex.example'),
  joined(cleo),
  madeSalesUntil(cleo, '2026-05-31'),
];
/** One person of Globex for each of the names. */
export const crowd = NAMES.flatMap((family, index) => [
  registered(contactNumber(index), { given: 'Crowd', family }),
  joined(contactNumber(index), globex),
]);

/** All pages of a list, one after another. */
export const allPages = async <Row>(read: (page: PageRequest) => Soon<Page<Row>>, first: number) => {
  const rows: Row[] = [];
  let page = await read({ first });
  for (;;) {
    rows.push(...page.rows.map(({ row }) => row));
    const after = page.rows.at(-1)?.cursor;
    if (!page.hasNextPage || after === undefined) return { rows, totalCount: await page.totalCount };
    page = await read({ first, after });
  }
};
