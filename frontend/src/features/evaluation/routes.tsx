// Evidence: studies and their instruments, waves and what they found, findings and what is changed because of them; the page
// of a respondent, who comes by a mailed link.
import { definePages } from '../../shared/routing/page';

export default definePages('evaluation', [
  {
    path: '/studies',
    audience: 'person',
    stage: 'evidence',
    permission: 'view_studies',
    nav: { label: 'evaluation.nav.studies', order: 1 },
    load: () => import('./StudiesPage'),
  },
  {
    path: '/studies/new',
    audience: 'person',
    stage: 'evidence',
    permission: 'manage_studies',
    load: () => import('./NewStudyPage'),
  },
  {
    path: '/studies/$study_id',
    audience: 'person',
    stage: 'evidence',
    permission: 'view_studies',
    load: () => import('./StudyPage'),
  },
  {
    path: '/studies/$study_id/edit',
    audience: 'person',
    stage: 'evidence',
    permission: 'manage_studies',
    load: () => import('./EditStudyPage'),
  },
  {
    path: '/instruments',
    audience: 'person',
    stage: 'evidence',
    permission: 'view_studies',
    nav: { label: 'evaluation.nav.instruments', order: 2 },
    load: () => import('./InstrumentsPage'),
  },
  {
    path: '/instruments/new',
    audience: 'person',
    stage: 'evidence',
    permission: 'manage_studies',
    load: () => import('./NewInstrumentPage'),
  },
  {
    path: '/instruments/$instrument_id',
    audience: 'person',
    stage: 'evidence',
    permission: 'view_studies',
    load: () => import('./InstrumentPage'),
  },
  {
    path: '/waves/$wave_id/results',
    audience: 'person',
    stage: 'evidence',
    permission: 'view_results',
    load: () => import('./ResultsPage'),
  },
  {
    path: '/findings',
    audience: 'person',
    stage: 'evidence',
    permission: 'view_findings',
    nav: { label: 'evaluation.nav.findings', order: 3 },
    load: () => import('./FindingsPage'),
  },
  {
    path: '/findings/$finding_id',
    audience: 'person',
    stage: 'evidence',
    permission: 'view_findings',
    load: () => import('./FindingPage'),
  },
  {
    path: '/adjustments',
    audience: 'person',
    stage: 'evidence',
    permission: 'view_findings',
    nav: { label: 'evaluation.nav.adjustments', order: 4 },
    placeFor: ['adjustments_overdue'],
    load: () => import('./AdjustmentsPage'),
  },
  { path: '/survey', audience: 'public', load: () => import('./SurveyPage') },
]);
