import * as fc from 'fast-check';
import { decode } from '../../events/codec';
import { CURRENT_VERSIONS, UPCASTERS } from '../../events/versions';
import { sample, violations } from './published';

const assignedInWords = sample('PartnerRoleAssigned.v1');
const suspended = sample('PartnerUserAccessSuspended.v1');

describe('decoding', () => {
  test("gives an event of today's version as the object that went in", () => {
    expect(decode(suspended)).toBe(suspended);
  });

  test('stops at an unknown type, naming type, version and position', () =>
    expect(() => decode({ ...suspended, type: 'ContactPromoted', position: 17 })).toThrow(
      'event ContactPromoted version 1 at position 17 cannot be read: the type is unknown to this program',
    ));

  test('takes no property that every object has for a type', () =>
    expect(() => decode({ ...suspended, type: 'constructor' })).toThrow('the type is unknown'));

  test('stops at a version that is newer than the program', () =>
    expect(() => decode({ ...suspended, version: 2, position: 18 })).toThrow(
      'event PartnerUserAccessSuspended version 2 at position 18 cannot be read: this program reads versions up to 1',
    ));

  test.each([0, -1, 1.5, Number.NaN, '1'])('stops at %p for a version', (version) =>
    expect(() => decode({ ...suspended, version: version as number })).toThrow(
      'expected a version of 1 or more',
    ),
  );

  test.each([
    ['data', undefined],
    ['data', []],
    ['data', 'text'],
    ['metadata', null],
    ['metadata', undefined],
    ['metadata', 7],
  ])('stops where %s is %p', (part, value) =>
    expect(() => decode({ ...suspended, [part]: value })).toThrow(`expected an object under ${part}`),
  );
});

describe('upcasters', () => {
  test("are one for each version but today's", () => {
    const counts = Object.keys(CURRENT_VERSIONS).map((type) => [
      type,
      (UPCASTERS as Readonly<Record<string, readonly unknown[]>>)[type]?.length ?? 0,
    ]);
    expect(counts).toEqual(Object.entries(CURRENT_VERSIONS).map(([type, current]) => [type, current - 1]));
  });

  test('bring a role in words to its code and give it the day it became true', () => {
    const { contactId, partnerOrganizationId } = assignedInWords.data as Record<string, string>;
    expect(decode(assignedInWords)).toEqual({
      ...assignedInWords,
      version: 2,
      data: { contactId, partnerOrganizationId, roleCode: 'SALES_MANAGER', from: '2026-03-03' },
    });
  });

  test('keep the manager of a role', () => {
    const managerId = '019cad8f-d6f8-7afc-9281-a099b2f6fc0d';
    const led = { ...assignedInWords, data: { ...(assignedInWords.data as object), managerId } };
    expect(decode(led).data).toMatchObject({ managerId });
  });

  test('leave what they are given as it was', () => {
    decode(assignedInWords);
    expect(assignedInWords).toEqual(sample('PartnerRoleAssigned.v1'));
  });

  test('make a valid event of every role that version 1 allowed', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]([A-Za-z0-9 &/-]{0,48}[A-Za-z0-9])?$/), (role) => {
        const { type, version, data } = decode({
          ...assignedInWords,
          data: { ...(assignedInWords.data as object), role },
        });
        expect(violations('PartnerRoleAssigned.v2', { type, version, data })).toEqual([]);
      }),
    ));
});
