// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// The commands, and what they print.
#include <leat/cli/impl/cache_command.ipp>
#include <leat/cli/impl/cache_source.ipp>
#include <leat/cli/impl/complaint.ipp>
#include <leat/cli/impl/dump_command.ipp>
#include <leat/cli/impl/given_services.ipp>
#include <leat/cli/impl/option_type.ipp>
#include <leat/cli/impl/output_aside.ipp>
#include <leat/cli/impl/program_check.ipp>
#include <leat/cli/impl/quiet_output.ipp>
#include <leat/cli/impl/resumed_values.ipp>
#include <leat/cli/impl/run_command.ipp>
#include <leat/cli/impl/run_program.ipp>
#include <leat/cli/impl/runs_command.ipp>
#include <leat/cli/impl/show.ipp>
#include <leat/cli/impl/terminal_text.ipp>
