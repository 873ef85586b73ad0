import { ACME } from '../people';
import { given } from '../scenario';

const acme = { accountId: ACME, name: 'Acme', externalId: '001A' };
const registered = { type: 'AccountRegistered', data: acme } as const;
const nameOnly = { accountId: ACME, name: 'Acme' };

describe('registerAccount', () => {
  test('makes an account known', () => given().when('registerAccount', acme).then(registered));
  test('leaves out what is not known of it', () =>
    given().when('registerAccount', nameOnly).then({ type: 'AccountRegistered', data: nameOnly }));
  test('records nothing where it is known with the same content', () =>
    given(registered).when('registerAccount', acme).thenNothing());
  test('refuses a known id with other content', () => {
    given(registered)
      .when('registerAccount', { ...acme, name: 'Acme Ltd' })
      .thenRefused('VERSION_CONFLICT');
    given(registered).when('registerAccount', nameOnly).thenRefused('VERSION_CONFLICT');
  });
});
