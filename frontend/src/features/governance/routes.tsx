// The task force at work: its meetings, its decisions, and whom it wants to win over.
import { definePages } from '../../shared/routing/page';

export default definePages('governance', [
  {
    path: '/task-force/meetings',
    audience: 'person',
    stage: 'network',
    permission: 'view_task_force',
    nav: { label: 'governance.nav.meetings', order: 7 },
    load: () => import('./MeetingsPage'),
  },
  {
    path: '/task-force/meetings/$meeting_id',
    audience: 'person',
    stage: 'network',
    permission: 'view_task_force',
    load: () => import('./MeetingPage'),
  },
  {
    path: '/decisions',
    audience: 'person',
    stage: 'network',
    permission: 'view_plan',
    nav: { label: 'governance.nav.decisions', order: 8 },
    placeFor: ['votes_to_cast'],
    load: () => import('./DecisionsPage'),
  },
  {
    path: '/decisions/$decision_id',
    audience: 'person',
    stage: 'network',
    permission: 'view_plan',
    placeFor: ['votes_to_cast'],
    load: () => import('./DecisionPage'),
  },
  {
    path: '/stakeholders',
    audience: 'person',
    stage: 'network',
    permission: 'view_task_force',
    nav: { label: 'governance.nav.stakeholders', order: 9 },
    placeFor: ['stakeholders_overdue'],
    load: () => import('./StakeholdersPage'),
  },
  {
    path: '/stakeholders/$stakeholder_id',
    audience: 'person',
    stage: 'network',
    permission: 'view_task_force',
    placeFor: ['stakeholders_overdue'],
    load: () => import('./StakeholderPage'),
  },
  {
    path: '/stakeholder-invitation',
    audience: 'public',
    load: () => import('./StakeholderInvitationPage'),
  },
]);
