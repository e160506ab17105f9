//! The addresses of the API and their methods, read from its own OpenAPI document: a wrong method
//! is told from a wrong address without a list kept by hand.

use utoipa::openapi::OpenApi;

/// Templates such as `/api/v1/cycles/{id}` with their methods.
pub struct Addresses(Vec<(Vec<String>, Vec<&'static str>)>);

impl Addresses {
    #[must_use]
    pub fn of(document: &OpenApi) -> Self {
        Self(
            document
                .paths
                .paths
                .iter()
                .map(|(template, item)| {
                    let methods = [
                        ("GET", item.get.is_some()),
                        ("POST", item.post.is_some()),
                        ("PUT", item.put.is_some()),
                        ("PATCH", item.patch.is_some()),
                        ("DELETE", item.delete.is_some()),
                    ];
                    let methods = methods.into_iter().filter(|m| m.1).map(|m| m.0).collect();
                    (segments(template).map(str::to_owned).collect(), methods)
                })
                .collect(),
        )
    }

    /// The methods that `path` answers to; none when there is no such address.
    #[must_use]
    pub fn methods_of(&self, path: &str) -> Vec<&'static str> {
        let asked: Vec<&str> = segments(path).collect();
        let mut found: Vec<_> = self
            .0
            .iter()
            .filter(|(template, _)| {
                template.len() == asked.len()
                    && template.iter().zip(&asked).all(|(t, a)| t.starts_with('{') || t == a)
            })
            .flat_map(|(_, methods)| methods.iter().copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}
