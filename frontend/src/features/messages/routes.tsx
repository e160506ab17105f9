// Messages: written to a selection, their history, the wordings kept for them, and the way out for those who want none.
import { definePages } from '../../shared/routing/page';

export default definePages('messages', [
  {
    path: '/messages',
    audience: 'person',
    stage: 'mentorships',
    permission: 'write_messages',
    nav: { label: 'messages.nav', order: 5 },
    load: () => import('./MessagesPage'),
  },
  {
    path: '/messages/new',
    audience: 'person',
    stage: 'mentorships',
    permission: 'write_messages',
    load: () => import('./NewMessagePage'),
  },
  {
    path: '/messages/$message_id',
    audience: 'person',
    stage: 'mentorships',
    permission: 'write_messages',
    load: () => import('./MessagePage'),
  },
  {
    path: '/message-templates',
    audience: 'person',
    stage: 'mentorships',
    permission: 'write_messages',
    load: () => import('./TemplatesPage'),
  },
  { path: '/unsubscribe', audience: 'public', load: () => import('./UnsubscribePage') },
]);
