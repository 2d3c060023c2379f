// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// What was typed: CLI11, nlohmann's JSON and toml++ are parsed here.
#include <leat/cli/impl/command_line.ipp>
#include <leat/cli/impl/completion.ipp>
#include <leat/cli/impl/given_values.ipp>
#include <leat/cli/impl/name_list.ipp>
#include <leat/cli/impl/params_file.ipp>
#include <leat/cli/impl/program.ipp>
#include <leat/cli/impl/read_text.ipp>
#include <leat/cli/impl/toml.ipp>
