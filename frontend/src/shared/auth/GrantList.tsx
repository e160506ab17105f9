// What a person may be, and where: each role with its scope.
import { useT } from '../i18n/useT';
import { Badge } from '../ui/Badge';
import type { Grant } from './account';
import styles from './GrantList.module.css';

export function GrantList({ grants }: { grants: readonly Grant[] }) {
  const t = useT();
  // The same role may have been granted twice, for two cycles say; it is one thing to read.
  const distinct = new Map(
    grants.map((grant) => [`${grant.role} ${grant.scope_kind} ${grant.scope_id}`, grant]),
  );
  return (
    <ul className={styles.grants}>
      {[...distinct].map(([key, grant]) => (
        <li key={key} className={styles.grant}>
          <Badge tone="good">{t(`role.${grant.role}`)}</Badge>
          <span>{grant.scope_name ?? t(`scope.${grant.scope_kind}`)}</span>
        </li>
      ))}
    </ul>
  );
}
