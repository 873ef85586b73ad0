import { onceMoreOver, postgresStore } from './over-store';

onceMoreOver('PostgreSQL', postgresStore, [
  ['the life of a contact', () => require('./contact-life.test')],
  ['lists', () => require('./lists.test')],
  ['time travel', () => require('./time-travel.test')],
  ['subscriptions', () => require('./subscription.test')],
  ['delivery', () => require('./delivery.test')],
  ['the quickstart', () => require('./quickstart.test')],
]);
