// Links at the foot of the public pages to what is published; fetched after the page, which stands without it.
import { useQuery } from '@tanstack/react-query';
import { useT } from '../shared/i18n/useT';
import { publicPagesQuery } from '../shared/published/publicPages';
import { AppLink } from '../shared/routing/AppLink';
import styles from './PublicLayout.module.css';

export default function PublicPages() {
  const t = useT();
  // A page that nobody published is linked nowhere; when this cannot be read, neither.
  const planned = useQuery(publicPagesQuery).data?.plan;
  if (!planned) return null;
  return (
    <nav aria-label={t('public.pages')} className={styles.pages}>
      <AppLink to="/openings">{t('public.openings')}</AppLink>
      <AppLink to="/plan-public">{t('public.plan')}</AppLink>
    </nav>
  );
}
