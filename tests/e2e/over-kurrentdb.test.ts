import { kurrentdbStore, onceMoreOver } from './over-store';

onceMoreOver('a stand-in for KurrentDB', kurrentdbStore, [
  ['the life of a contact', () => require('./contact-life.test')],
  ['lists', () => require('./lists.test')],
  ['time travel', () => require('./time-travel.test')],
  ['subscriptions', () => require('./subscription.test')],
  ['delivery', () => require('./delivery.test')],
  ['the quickstart', () => require('./quickstart.test')],
]);
