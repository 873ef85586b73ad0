import { EMAIL, email, phone, registered, registeredByName } from '../facts';
import { ANA, EMAIL_ID } from '../people';
import { given } from '../scenario';

const registerAna = {
  contactId: ANA,
  name: { given: 'Ana', family: 'Diaz' },
  title: 'Engineer',
  channels: [{ ...email, value: EMAIL }],
};

describe('registerContact', () => {
  test('makes a person known by name and e-mail', () =>
    given().when('registerContact', registerAna).then(registered));

  test('makes a person known by name alone', () =>
    given()
      .when('registerContact', { contactId: ANA, name: { given: 'Ana' } })
      .then(registeredByName));

  test('keeps the id of another system', () => {
    const externalId = { system: 'salesforce', id: '0031' };
    given()
      .when('registerContact', { ...registerAna, externalId })
      .then({ ...registered, data: { ...registered.data, externalId } });
  });

  test('records nothing where the person is known with the same content', () =>
    given(registered).when('registerContact', registerAna).thenNothing());

  test('refuses a known id with other content', () => {
    given(registered)
      .when('registerContact', { ...registerAna, title: 'Director' })
      .thenRefused('VERSION_CONFLICT');
    given(registered)
      .when('registerContact', { ...registerAna, channels: [] })
      .thenRefused('VERSION_CONFLICT');
    given(registered)
      .when('registerContact', { ...registerAna, externalId: { system: 'salesforce', id: '0031' } })
      .thenRefused('VERSION_CONFLICT');
  });

  test('refuses somebody with neither name nor e-mail', () => {
    given().when('registerContact', { contactId: ANA, title: 'Engineer' }).thenRefused('CONTACT_INCOMPLETE');
    given()
      .when('registerContact', { contactId: ANA, name: { prefix: 'Dr.', given: ' ' } })
      .thenRefused('CONTACT_INCOMPLETE');
    given()
      .when('registerContact', { contactId: ANA, channels: [{ ...phone, value: '+34 911' }] })
      .thenRefused('CONTACT_INCOMPLETE');
  });

  test('refuses two channels with one id, and says which', () =>
    given()
      .when('registerContact', {
        ...registerAna,
        channels: [registerAna.channels, { ...phone, channelId: EMAIL_ID, value: '1' }].flat(),
      })
      .thenRefused('VALIDATION_FAILED', {
        fieldErrors: [{ path: 'channels.1.channelId', message: expect.any(String) }],
      }));
});
