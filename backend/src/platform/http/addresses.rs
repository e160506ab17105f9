//! The addresses of the API and their methods, read from its own OpenAPI document: a wrong method
//! is told from a wrong address without a list kept by hand.

use std::collections::HashSet;

use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::{OpenApi, RefOr};

/// The methods of an address with their operations, those that it does not have as `None`.
type Operations<'a> = [(&'static str, &'a Option<Operation>); 5];

/// Templates such as `/api/v1/cycles/{id}` with their methods.
pub struct Addresses {
    methods: Vec<(Vec<String>, Vec<&'static str>)>,
    /// Operations that take no query, as `GET /api/v1/cycles/{id}`.
    without_query: HashSet<String>,
}

impl Addresses {
    #[must_use]
    pub fn of(document: &OpenApi) -> Self {
        let mut addresses = Self { methods: Vec::new(), without_query: HashSet::new() };
        for (template, item) in &document.paths.paths {
            let operations: Operations<'_> = [
                ("GET", &item.get),
                ("POST", &item.post),
                ("PUT", &item.put),
                ("PATCH", &item.patch),
                ("DELETE", &item.delete),
            ];
            let known =
                operations.into_iter().filter_map(|(method, operation)| Some((method, operation.as_ref()?)));
            for (method, operation) in known.clone() {
                if !takes_query(operation) {
                    addresses.without_query.insert(format!("{method} {template}"));
                }
            }
            let methods = known.map(|(method, _)| method).collect();
            addresses.methods.push((segments(template).map(str::to_owned).collect(), methods));
        }
        addresses
    }

    /// Whether the operation, by the template of its address, is known to take no query.
    #[must_use]
    pub fn takes_no_query(&self, method: &str, template: &str) -> bool {
        self.without_query.contains(&format!("{method} {template}"))
    }

    /// The methods that `path` answers to; none when there is no such address.
    #[must_use]
    pub fn methods_of(&self, path: &str) -> Vec<&'static str> {
        let asked: Vec<&str> = segments(path).collect();
        let mut found: Vec<_> = self
            .methods
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

fn takes_query(operation: &Operation) -> bool {
    operation.parameters.iter().flatten().any(|parameter| match parameter {
        RefOr::T(parameter) => parameter.parameter_in == ParameterIn::Query,
        // Not known here: the operation answers for itself.
        RefOr::Ref(_) => true,
    })
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}
