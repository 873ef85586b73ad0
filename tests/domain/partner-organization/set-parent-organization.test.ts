import { PARENT_LINE_MAX } from '../../../src/domain/partner-organization/parent-line';
import type { World } from '../circumstances';
import { HARBOR, ISLAND, NORTHWIND } from '../people';
import { given } from '../scenario';
import { northwind, placedBelowHarbor, placedBelowNone, registered } from './facts';

const belowHarbor = { ...northwind, parentId: HARBOR };
/** So many organizations one above the other, Harbor the lowest. */
const line = (length: number): World => ({
  organizations: Object.fromEntries(
    Array.from({ length }, (_, index) => [
      index === 0 ? HARBOR : `above-${index}`,
      {
        status: 'ACTIVE',
        emailDomains: [],
        ...(index === length - 1 ? {} : { parentId: `above-${index + 1}` }),
      },
    ]),
  ),
});

describe('setParentOrganization', () => {
  test('places an organization below another', () =>
    given(registered).when('setParentOrganization', belowHarbor, line(1)).then(placedBelowHarbor));

  test('places it below none', () =>
    given(registered, placedBelowHarbor).when('setParentOrganization', northwind).then(placedBelowNone));

  test('records nothing where it stands there', () => {
    given(registered, placedBelowHarbor).when('setParentOrganization', belowHarbor, line(1)).thenNothing();
    given(registered).when('setParentOrganization', northwind).thenNothing();
  });

  test('refuses an unknown parent', () =>
    given(registered)
      .when('setParentOrganization', { ...northwind, parentId: 'unknown' })
      .thenRefused('ORG_NOT_FOUND'));

  test('refuses that it stands below itself, at once or in the end', () => {
    const islandBelowHarbor = {
      organizations: { [ISLAND]: { status: 'ACTIVE', emailDomains: [], parentId: HARBOR } },
    } as const;
    given(registered)
      .when('setParentOrganization', { ...northwind, parentId: NORTHWIND })
      .thenRefused('HIERARCHY_CYCLE');
    given(registered).when('setParentOrganization', belowHarbor).thenRefused('HIERARCHY_CYCLE');
    given(registered)
      .when('setParentOrganization', { ...northwind, parentId: ISLAND }, islandBelowHarbor)
      .thenRefused('HIERARCHY_CYCLE');
  });

  test('takes the longest line of parents, and refuses a longer one', () => {
    given(registered)
      .when('setParentOrganization', belowHarbor, line(PARENT_LINE_MAX))
      .then(placedBelowHarbor);
    given(registered)
      .when('setParentOrganization', belowHarbor, line(PARENT_LINE_MAX + 1))
      .thenRefused('HIERARCHY_CYCLE');
  });

  test('refuses an unknown organization', () =>
    given().when('setParentOrganization', belowHarbor).thenRefused('NOT_FOUND'));
});
