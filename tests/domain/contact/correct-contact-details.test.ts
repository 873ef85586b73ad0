import type { LiaisonEvent } from '../../../events';
import { EMAIL, email, phone, registered, registeredByName, user } from '../facts';
import { ANA, EMAIL_ID, PHONE_ID } from '../people';
import { given } from '../scenario';

const emailChannel = { ...email, value: EMAIL };
const phoneChannel = { ...phone, value: '+34 911 234 567' };

const corrected = (details: object): LiaisonEvent => ({
  type: 'ContactDetailsCorrected',
  data: { contactId: ANA, corrected: Object.keys(details) as ('name' | 'title' | 'department')[] },
  personal: { [ANA]: details },
});
const phoneRecorded: LiaisonEvent = {
  type: 'ContactChannelRecorded',
  data: { contactId: ANA, channel: phone },
  personal: { [ANA]: { value: phoneChannel.value } },
};
const removed = (channelId: string): LiaisonEvent => ({
  type: 'ContactChannelRemoved',
  data: { contactId: ANA, channelId },
});

describe('correctContactDetails', () => {
  test('records only what changed, and names it', () =>
    given(registered)
      .when('correctContactDetails', {
        contactId: ANA,
        name: { given: 'Ana', family: 'Diaz' },
        title: 'Director',
        department: 'Sales',
      })
      .then(corrected({ title: 'Director', department: 'Sales' })));

  test('changes a name', () =>
    given(registered)
      .when('correctContactDetails', { contactId: ANA, name: { given: 'Ana', family: 'Diaz Ruiz' } })
      .then(corrected({ name: { given: 'Ana', family: 'Diaz Ruiz' } })));

  test('clears what is given as null', () =>
    given(registered)
      .when('correctContactDetails', { contactId: ANA, title: null })
      .then(corrected({ title: null })));

  test('records nothing where all is as given', () => {
    const same = {
      contactId: ANA,
      name: { family: 'Diaz', given: 'Ana' },
      department: null,
      channels: [emailChannel],
    };
    given(registered).when('correctContactDetails', same).thenNothing();
    given(registered).when('correctContactDetails', { contactId: ANA }).thenNothing();
  });

  test('adds a channel', () =>
    given(registered)
      .when('correctContactDetails', { contactId: ANA, channels: [emailChannel, phoneChannel] })
      .then(phoneRecorded));

  test('changes a channel that must not be used', () =>
    given(registered, phoneRecorded)
      .when('correctContactDetails', {
        contactId: ANA,
        channels: [emailChannel, { ...phoneChannel, doNotContact: true }],
      })
      .then({
        type: 'ContactChannelRecorded',
        data: { contactId: ANA, channel: { ...phone, doNotContact: true } },
        personal: { [ANA]: { value: phoneChannel.value } },
      }));

  test('removes a channel that is missing from the list', () =>
    given(registered, phoneRecorded)
      .when('correctContactDetails', { contactId: ANA, channels: [emailChannel] })
      .then(removed(PHONE_ID)));

  test('takes the e-mail address of somebody who is no user', () =>
    given(registered)
      .when('correctContactDetails', { contactId: ANA, channels: [] })
      .then(removed(EMAIL_ID)));

  test('refuses to leave neither name nor e-mail', () => {
    given(registered)
      .when('correctContactDetails', { contactId: ANA, name: null, channels: [] })
      .thenRefused('CONTACT_INCOMPLETE');
    given(registeredByName)
      .when('correctContactDetails', { contactId: ANA, name: null })
      .thenRefused('CONTACT_INCOMPLETE');
  });

  test('refuses to take the e-mail address of a user', () =>
    given(...user)
      .when('correctContactDetails', { contactId: ANA, channels: [] })
      .thenRefused('EMAIL_REQUIRED'));

  test('refuses two channels with one id', () =>
    given(registered)
      .when('correctContactDetails', { contactId: ANA, channels: [emailChannel, emailChannel] })
      .thenRefused('VALIDATION_FAILED'));

  test('refuses an unknown contact', () =>
    given().when('correctContactDetails', { contactId: ANA, title: 'Director' }).thenRefused('NOT_FOUND'));
});
