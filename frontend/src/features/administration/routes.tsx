// Administration: people and their grants, mails, the audit log, jobs at work.
import { definePages } from '../../shared/routing/page';

export default definePages('administration', [
  {
    path: '/people',
    audience: 'person',
    stage: 'administration',
    permission: 'view_people',
    nav: { label: 'administration.nav.people', order: 1 },
    load: () => import('./PeoplePage'),
  },
  {
    path: '/people/$person_id',
    audience: 'person',
    stage: 'administration',
    permission: 'view_people',
    load: () => import('./PersonPage'),
  },
  {
    path: '/mails',
    audience: 'person',
    stage: 'administration',
    permission: 'read_mail_outbox',
    nav: { label: 'administration.nav.mails', order: 2 },
    load: () => import('./MailsPage'),
  },
  {
    path: '/mail-templates',
    audience: 'person',
    stage: 'administration',
    permission: 'manage_mail_templates',
    nav: { label: 'administration.nav.templates', order: 5 },
    load: () => import('./MailTemplatesPage'),
  },
  {
    path: '/mail-templates/$template_key',
    audience: 'person',
    stage: 'administration',
    permission: 'manage_mail_templates',
    load: () => import('./MailTemplatePage'),
  },
  {
    path: '/audit-log',
    audience: 'person',
    stage: 'administration',
    permission: 'read_audit_log',
    nav: { label: 'administration.nav.audit', order: 3 },
    load: () => import('./AuditLogPage'),
  },
  {
    path: '/jobs',
    audience: 'person',
    stage: 'administration',
    // Everybody may watch their own jobs; the page is offered to those who look after all of them.
    permission: 'read_audit_log',
    nav: { label: 'administration.nav.jobs', order: 4 },
    load: () => import('./JobsPage'),
  },
  {
    path: '/jobs/$job_id',
    audience: 'person',
    stage: 'administration',
    permission: 'view_jobs',
    load: () => import('./JobPage'),
  },
]);
