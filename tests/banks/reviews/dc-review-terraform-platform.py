"""The handout's counts, with resources that need no cloud, in a real Terraform: without the first name, all later buckets are
replaced and the last two databases are destroyed; with for_each only the removed one goes. Every database has every group."""
import re
import shutil
import subprocess
import tempfile

from bank import check, handout, question

text = handout("dc-review-terraform-platform", "text")
if shutil.which("terraform") is None:
    print("skipped: no Terraform")
    raise SystemExit(77)


def block(kind):
    return re.search(rf'^{kind} \{{\n.*?^\}}', text, re.M | re.S).group()


def line(kind, name):
    return re.search(rf"^  {name} +=.*", block(kind), re.M).group()


database, bucket = 'resource "aws_db_instance" "db"', 'resource "aws_s3_bucket" "files"'
names = block('variable "services"')
config = f"""{names}
resource "terraform_data" "db" {{
{line(database, "count").split("#")[0]}
}}
resource "terraform_data" "svc" {{
{line('resource "aws_security_group" "svc"', "count")}
}}
resource "terraform_data" "attached" {{
  input = {line(database, "vpc_security_group_ids").split("=", 1)[1].replace("aws_security_group", "terraform_data")}
}}
output "groups" {{
  value = length(terraform_data.attached.output)
}}
resource "terraform_data" "files" {{
{line(bucket, "count")}
  triggers_replace = {line(bucket, "bucket").split("=", 1)[1]}
}}
resource "terraform_data" "keyed" {{
  for_each         = toset(var.services)
  triggers_replace = "${{each.key}}-files"
}}
"""
with tempfile.TemporaryDirectory() as place:
    def terraform(*arguments):
        return subprocess.run(["terraform", f"-chdir={place}", *arguments, "-no-color"], capture_output=True, text=True,
                              env={"PATH": "/usr/local/bin:/usr/bin:/bin", "CHECKPOINT_DISABLE": "1", "HOME": place}).stdout

    def write(content):
        with open(f"{place}/main.tf", "w") as f:
            f.write(content)

    write(config)
    terraform("init")
    check("16 added" in terraform("apply", "-auto-approve"), "three names: six databases, three groups and three buckets (twice)")
    check(terraform("output", "groups").strip() == "3", "each database gets the groups of all three services; with six, more than AWS's five")
    write(config.replace('"cart", ', ""))
    plan = dict(re.findall(r"# terraform_data\.(\S+) (?:will|must) be (\w+)", terraform("plan")))
    check(plan["db[4]"] == plan["db[5]"] == "destroyed" and "db[0]" not in plan, "without cart: the last two databases go, not cart's")
    check(plan["files[0]"] == plan["files[1]"] == "replaced" and plan["files[2]"] == "destroyed", "all buckets are replaced or gone")
    check({k: v for k, v in plan.items() if "keyed" in k} == {'keyed["cart"]': "destroyed"}, "with for_each, only that of cart goes")

for setting in ("publicly_accessible     = true", "skip_final_snapshot     = true", "backup_retention_period = 0"):
    check(setting in block(database), setting)
check("deletion_protection" not in text and "storage_encrypted" not in text and "tags" not in text and "identifier" not in text,
      "no protection against deletion, no encryption, no tags, no names of the databases")
check('cidr_blocks = ["0.0.0.0/0"]' in text and 'Action = "*", Resource = "*"' in text and "force_destroy = true" in text
      and 'backend "local"' in text and "required_providers" not in text, "open groups, wildcard roles, local state, no versions")
said = question("dc-review-terraform-platform")["answer"]
check("databases are unencrypted" in said and "security groups" in said, "encryption is missing for the databases only; the attached groups are named")
check(30 * 2 > 40, "60 databases are more than RDS's default quota of 40")
check(30 * 2 * 1300 == 78000, "60 databases at 1,300 dollars a month are 78,000")
