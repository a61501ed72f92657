use super::act::{Actor, Applied, Deed, Order, act};
use super::parts::Bureau;
use crate::cases;
use crate::fail::Result;
use crate::files::{self, FileRow};
use domain::form::{Service, Text};
use domain::wire::application::Remark;

/// Checks a sent package automatically: reads every file again and compares it with what was accepted. The case goes to
/// review, or waits for the citizen if a file has to be replaced (M-16).
pub(crate) async fn check_package(bureau: &Bureau, application: &str) -> Result<Applied> {
    let case = cases::by_id(bureau.base.db.read(), application).await?;
    let service = bureau.catalogue.get(&case.service);
    let mut remarks = Vec::new();
    for file in files::of_application(bureau.base.db.read(), &case.id).await? {
        if let Some(fault) = fault(bureau, service, &file).await? {
            remarks.push(remark(&file.slot, &file.meta(&bureau.base.keys)?.name, fault));
        }
    }
    let deed = if remarks.is_empty() { Deed::PassCheck } else { Deed::FailCheck(remarks) };
    act(bureau, Order { by: Actor::System, case: &case.id, deed, terms: None }).await
}

#[derive(Debug, Clone, Copy)]
enum Fault {
    Damaged,
    NotAccepted,
}

async fn fault(
    bureau: &Bureau,
    service: Option<&Service>,
    file: &FileRow,
) -> Result<Option<Fault>> {
    let Some(inspected) = files::inspect(&bureau.files, &file.id).await? else {
        return Ok(Some(Fault::Damaged));
    };
    if file.sha256.as_ref() != Some(&inspected.sha256) {
        return Ok(Some(Fault::Damaged));
    }
    // If the service or its slot no longer exists, there is no policy to check the file against.
    let Some(slot) = service.and_then(|service| service.slot(&file.slot)) else { return Ok(None) };
    let error = files::judge(&file.meta(&bureau.base.keys)?.name, file, &inspected, &slot.policy);
    Ok(error.map(|_| Fault::NotAccepted))
}

/// Says what is wrong with the file and what to do.
fn remark(slot: &str, name: &str, fault: Fault) -> Remark {
    let (ru, en) = match fault {
        Fault::Damaged => (
            format!(
                "Файл «{name}» повреждён и не открывается. Отсканируйте или сфотографируйте документ ещё раз и приложите новый файл."
            ),
            format!(
                "The file “{name}” is damaged and does not open. Scan or photograph the document again and attach the new file."
            ),
        ),
        Fault::NotAccepted => (
            format!(
                "Файл «{name}» больше не подходит по виду или размеру. Посмотрите, какие файлы принимаются, и приложите другой."
            ),
            format!(
                "The file “{name}” no longer has an accepted type or size. See which files are accepted and attach another one."
            ),
        ),
    };
    let text = Text::from([("ru", ru.as_str()), ("en", en.as_str())]);
    Remark { pointer: format!("/files/{slot}"), text }
}
