// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/impl/read_date.ipp>
#include <leat/serial/impl/read_time.ipp>
#include <leat/serial/impl/shown.ipp>
#include <leat/serial/impl/value_text.ipp>
