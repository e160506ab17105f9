// The certificate of a pairing that did what it set out to do, or came to the end of its cycle, to print or keep as a file.
import { queryOptions, useSuspenseQueries } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { getCertificate } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { PageHeader } from '../../shared/ui/PageHeader';
import { PerennialMark } from '../../shared/ui/PerennialMark';
import styles from './Certificate.module.css';
import { pairingQuery } from './data';

const certificateQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificate', id],
    queryFn: async ({ signal }) => (await getCertificate({ path: { id }, signal })).data,
  });

export default function CertificatePage() {
  const t = useT();
  const dates = useDates();
  const { pairing_id } = useParams({ strict: false }) as { pairing_id: string };
  const [{ data: certificate }, { data: pairing }] = useSuspenseQueries({
    queries: [certificateQuery(pairing_id), pairingQuery(pairing_id)],
  });
  // Who came to the end of the cycle has not said that everything is done.
  const span = pairing.end_reason === 'cycle_closed' ? 'span_cycle' : 'span';
  return (
    <>
      <div className={styles.screen}>
        <PageHeader
          title={t('mentorships.certificate.title')}
          lead={t('mentorships.certificate.lead')}
          actions={
            <>
              <Button tone="primary" onPress={() => window.print()}>
                {t('mentorships.certificate.print')}
              </Button>
              <ButtonLink to="/pairings/$pairing_id" params={{ pairing_id }}>
                {t('mentorships.certificate.back')}
              </ButtonLink>
            </>
          }
        />
      </div>
      <article className={styles.sheet} aria-labelledby="certificate-words">
        <PerennialMark size={56} />
        <h2 id="certificate-words" className={styles.heading}>
          {t('mentorships.certificate.heading')}
        </h2>
        <p>{t('mentorships.certificate.says')}</p>
        <p className={styles.names}>
          {t('mentorships.certificate.pair', {
            mentee: certificate.mentee_name,
            mentor: certificate.mentor_name,
          })}
        </p>
        <p>
          {t(`mentorships.certificate.${span}`, {
            cycle: certificate.cycle_name,
            from: dates.date(certificate.started_on),
            until: dates.date(certificate.ended_on),
          })}
        </p>
        <p>
          {t('mentorships.certificate.figures', {
            meetings: certificate.meetings,
            hours: certificate.hours,
            goals: certificate.goals_done,
          })}
        </p>
      </article>
    </>
  );
}
